enum LiteratePlaceholder {}
