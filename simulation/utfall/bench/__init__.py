"""The bench: how fast Utfall is beside a stand-alone kernel and beside the same model written as plain Mesa objects."""
