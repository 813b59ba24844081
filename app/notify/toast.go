package notify

import (
	"encoding/xml"
	"net/url"
	"strconv"
)

// toast is a note as Windows wants it
// (https://learn.microsoft.com/uwp/schemas/tiles/toastschema/element-toast).
type toast struct {
	XMLName  xml.Name      `xml:"toast"`
	Launch   string        `xml:"launch,attr"` // comes back at a click on the note itself
	Duration string        `xml:"duration,attr"`
	Text     toastText     `xml:"visual>binding"`
	Audio    *toastAudio   `xml:"audio"`
	Actions  *toastActions `xml:"actions"`
}

type toastText struct {
	Template string   `xml:"template,attr"`
	Lines    []string `xml:"text"` // the first is the title
}

type toastAudio struct {
	Silent bool `xml:"silent,attr"`
}

type toastActions struct {
	Buttons []toastButton `xml:"action"`
}

type toastButton struct {
	Label     string `xml:"content,attr"`
	Arguments string `xml:"arguments,attr"` // come back when it is pressed
}

// toastXML is the document to show. Its Duration is at most 25 seconds; after that
// it waits in the notification centre. A toast that stays on the screen must have a
// button that is answered in the background, where no window may come to the front.
func toastXML(n Note) (string, error) {
	t := toast{
		Launch: toastArguments(Press{n.Tag, n.Serial, Default}), Duration: "short",
		Text: toastText{Template: "ToastGeneric", Lines: []string{n.Title}},
	}
	if n.Body != "" {
		t.Text.Lines = append(t.Text.Lines, n.Body)
	}
	if n.Urgent || n.Stays {
		t.Duration = "long"
	}
	if n.Brief {
		t.Audio = &toastAudio{Silent: true}
	}
	if len(n.Buttons) > 0 {
		t.Actions = &toastActions{}
	}
	for _, b := range n.buttons() {
		t.Actions.Buttons = append(t.Actions.Buttons, toastButton{Label: b.Label, Arguments: toastArguments(Press{n.Tag, n.Serial, b.Action})})
	}
	text, err := xml.Marshal(t)
	return string(text), err
}

// toastArguments is what Windows gives back when an action is chosen.
func toastArguments(p Press) string {
	return url.Values{"tag": {p.Tag}, "serial": {strconv.FormatUint(p.Serial, 10)}, "action": {p.Action}}.Encode()
}

// chosen reads what toastArguments wrote. Any program of the same person can call
// us with anything, so false is not worth a word.
func chosen(arguments string) (p Press, ok bool) {
	values, err := url.ParseQuery(arguments)
	if err != nil || len(values["tag"]) != 1 || len(values["action"]) != 1 {
		return Press{}, false
	}
	p = Press{Tag: values.Get("tag"), Action: values.Get("action")}
	if n, err := strconv.ParseUint(values.Get("serial"), 10, 64); err == nil { // a toast of an earlier version has none
		p.Serial = n
	}
	return p, true
}
