"""The sample edition that ships with the program: what a person sees before there is a single feed."""
