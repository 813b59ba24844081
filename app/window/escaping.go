package window

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// Fyne's own controls keep Esc to themselves; these let it leave the page.

type choiceField struct {
	widget.Select
	escape func()
}

func (c *choiceField) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		c.escape()
		return
	}
	c.Select.TypedKey(k)
}

type checkField struct {
	widget.Check
	escape func()
}

func (c *checkField) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		c.escape()
		return
	}
	c.Check.TypedKey(k)
}

type comboField struct {
	widget.SelectEntry
	escape func()
}

func (c *comboField) TypedKey(k *fyne.KeyEvent) {
	if k.Name == fyne.KeyEscape {
		c.escape()
		return
	}
	c.SelectEntry.TypedKey(k)
}
