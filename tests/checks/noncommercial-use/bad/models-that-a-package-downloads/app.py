"""The package has an MIT license; what it downloads is for research."""

from insightface.app import FaceAnalysis

faces = FaceAnalysis(name="buffalo_l")
