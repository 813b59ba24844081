// Package kit is what the window's pages are made of: the tokens of the design
// (colours, sizes, icons), the widgets drawn with them (buttons, lines, rotation
// bars, fields) and the layouts. It knows keys, but no page and no service.
package kit
