// Package boards knows the boards of each system, by the names that the setting
// clipboard.board has for them.
package boards

import (
	"fmt"
	"sync"

	"keytray/app/clipboard"
	"keytray/app/clipboard/tools"
)

// Auto is the name of the board that suits the desktop best.
const Auto = "auto"

// Boards makes each board once: a board knows what it has put.
type Boards struct {
	mu   sync.Mutex
	made map[string]clipboard.Board
}

// Find returns the board with a name; ErrUnfit if this system has no such board.
func (b *Boards) Find(name string) (clipboard.Board, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if have := b.made[name]; have != nil {
		return have, nil
	}
	var board clipboard.Board
	if name == tools.Name {
		board = tools.New()
	} else if board = system(name); board == nil {
		return nil, fmt.Errorf("%w: %s", clipboard.ErrUnfit, name)
	}
	if b.made == nil {
		b.made = map[string]clipboard.Board{}
	}
	b.made[name] = board
	return board, nil
}

// Lasting finds the board whose values a guard is to clear, by the name in its
// Traits.
func Lasting(name string) (clipboard.Lasting, error) {
	for _, each := range []string{tools.Name, Auto} {
		board, err := (&Boards{}).Find(each)
		if err != nil {
			return nil, err
		}
		if l, ok := board.(clipboard.Lasting); ok && l.Traits().Name == name {
			return l, nil
		}
	}
	return nil, fmt.Errorf("%w: %s", clipboard.ErrUnfit, name)
}
