"""The blind trial: does the tool, by itself, tell defects from harmless changes?"""
