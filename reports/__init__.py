"""What leaves the house on paper or as a file: documents, signatures, evidence, analysis, exports."""
