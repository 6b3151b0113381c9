"""What the project is measured with: scoring against gold claims, speed. Not part of the package."""
