"""The screens: pages by noun, nothing but reading requests and showing what use cases say."""
