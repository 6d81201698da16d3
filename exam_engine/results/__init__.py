"""From opened keys to published results: the engine computes, another program agrees, two people certify."""
