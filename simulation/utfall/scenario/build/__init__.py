"""From a resolved document to the records that the model runs on."""
