"""How a house looks: colours, type and spacing, `brand.yaml`, and which colours are strong enough to be read."""
