"""The screens: they own what is shown, hear messages and call the store. Widgets get values from them."""
