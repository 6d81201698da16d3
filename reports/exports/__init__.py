"""Tables for other programs: results as CSV and XLSX. No formula ever comes out of a name."""
