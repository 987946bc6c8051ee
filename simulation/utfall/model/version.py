"""Version of the model: raised whenever the same scenario and seed give other results."""

MODEL_VERSION = 16
