"""The coding widget: what stands in a notebook, and what it says to the desk that holds the study."""
