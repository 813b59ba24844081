package kit

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"

	"keytray/app/text"
)

// What screen readers say of texts and fields. Fyne's bridge knows no states and no values:
// whatever a colour, a mark or a field tells is in the label.

// Silent is for what is heard elsewhere, or is a picture made of letters.
const Silent = " "

// Chosen says of one of several that it is the one.
func Chosen(label string, on bool) string {
	if on && label != "" {
		return text.T("%s, chosen", strings.TrimSuffix(label, "."))
	}
	return label
}

// AccessibilityLabel is the text in full, however much of it has room.
func (l *Line) AccessibilityLabel() string { return cmp.Or(l.Spoken, l.Text) }

// AccessibilityRole tells a screen reader to read the label.
func (l *Line) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel is the text.
func (p *Prose) AccessibilityLabel() string { return cmp.Or(p.Spoken, p.Seg.Text) }

// AccessibilityRole tells a screen reader to read the label.
func (p *Prose) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel is the text.
func (s *Spanned) AccessibilityLabel() string {
	var all strings.Builder
	for _, t := range s.text {
		all.WriteString(t.Text)
	}
	return all.String()
}

// AccessibilityRole tells a screen reader to read the label.
func (s *Spanned) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// AccessibilityLabel is what the field is for, and what stands in it; never what is hidden.
func (e *Entry) AccessibilityLabel() string {
	label := fieldWords(e.Label, e.Words(), e.Text, e.Password)
	if e.Also != nil {
		label = strings.TrimSuffix(label+". "+e.Also(), ". ")
	}
	return able(label, e.Disabled())
}

// AccessibilityRole is that of a text: Fyne has none for fields.
func (e *Entry) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// Parts are what stands at the end of the field.
func (e *Entry) Parts() []fyne.CanvasObject {
	if e.ActionItem == nil {
		return nil
	}
	return []fyne.CanvasObject{e.ActionItem}
}

// fieldWords say what a field is for, and what stands in it, or what could.
func fieldWords(label, placeholder, typed string, hidden bool) string {
	placeholder = strings.TrimSpace(placeholder) // it is kept apart from the caret
	hint := label != "" && placeholder != "" && label != placeholder
	label = cmp.Or(label, placeholder)
	switch {
	case typed == "" && hint:
		return text.T("%[1]s, text field, empty: %[2]s", label, placeholder)
	case typed == "":
		return text.T("%s, text field, empty", label)
	case hidden:
		return text.T("%s, text field, hidden", label)
	}
	return text.T("%[1]s, text field: %[2]s", label, typed)
}

// AccessibilityLabel is what is chosen.
func (c *ChoiceField) AccessibilityLabel() string {
	return able(text.T("%s, menu", labelled(c.Label, cmp.Or(c.Selected, c.PlaceHolder))), c.Disabled())
}

// AccessibilityRole tells a screen reader that it can be pressed.
func (c *ChoiceField) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel tells whether it is checked.
func (c *CheckField) AccessibilityLabel() string {
	label := cmp.Or(c.Label, c.Text)
	if c.Checked {
		return able(text.T("%s: checked", label), c.Disabled())
	}
	return able(text.T("%s: not checked", label), c.Disabled())
}

// AccessibilityRole tells a screen reader that it can be pressed.
func (c *CheckField) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

// AccessibilityLabel is what the field is for, and what stands in it.
func (c *ComboField) AccessibilityLabel() string {
	return able(fieldWords(c.Label, c.PlaceHolder, c.Text, false), c.Disabled())
}

// AccessibilityRole is that of a text: Fyne has none for fields.
func (c *ComboField) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// Parts are the arrow at the end of the field.
func (c *ComboField) Parts() []fyne.CanvasObject {
	if c.ActionItem == nil {
		return nil
	}
	return []fyne.CanvasObject{c.ActionItem}
}

// AccessibilityLabel says what the arrow opens.
func (a *arrowButton) AccessibilityLabel() string { return text.T("Show what can be chosen") }
