package provider

import (
	"regexp/syntax"
	"unicode/utf8"
)

// alive tells whether more characters could make a text match. Package regexp
// cannot be asked that: it says "no match" for a key that lost its last
// character and for one that has a wrong character alike.
func alive(prog *syntax.Prog, text []byte) bool {
	now, next := newThreads(len(prog.Inst)), newThreads(len(prog.Inst))
	now.add(prog, uint32(prog.Start), syntax.EmptyBeginText|syntax.EmptyBeginLine)
	for len(text) > 0 {
		r, n := utf8.DecodeRune(text)
		text = text[n:]
		next.clear()
		for _, pc := range now.list {
			if inst := &prog.Inst[pc]; inst.MatchRune(r) {
				next.add(prog, inst.Out, 0)
			}
		}
		if now, next = next, now; len(now.list) == 0 {
			return false
		}
	}
	return true
}

// threads are the instructions that wait for a character.
type threads struct {
	list []uint32
	seen []bool
}

func newThreads(n int) *threads { return &threads{make([]uint32, 0, n), make([]bool, n)} }

func (t *threads) clear() {
	t.list = t.list[:0]
	clear(t.seen)
}

// add follows what needs no character. The end of the text never comes here,
// and a match that is over needs nothing more: both are left out.
func (t *threads) add(prog *syntax.Prog, pc uint32, here syntax.EmptyOp) {
	if t.seen[pc] {
		return
	}
	t.seen[pc] = true
	switch inst := &prog.Inst[pc]; inst.Op {
	case syntax.InstAlt, syntax.InstAltMatch:
		t.add(prog, inst.Out, here)
		t.add(prog, inst.Arg, here)
	case syntax.InstCapture, syntax.InstNop:
		t.add(prog, inst.Out, here)
	case syntax.InstEmptyWidth:
		if syntax.EmptyOp(inst.Arg)&^here == 0 {
			t.add(prog, inst.Out, here)
		}
	case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
		t.list = append(t.list, pc)
	}
}
