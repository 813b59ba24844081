package filevault

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"keytray/app/files"
	"keytray/app/keychain"
	"keytray/app/seal"
	"keytray/app/text"
)

// maxFile is the longest file in bytes: 27,000 values of the longest kind. A longer
// one is not ours, and is not read into memory.
const maxFile = 64 << 20

var (
	errFull   = text.Error("the encrypted file is full")
	errTooBig = text.Error("the encrypted file is damaged: it is over 64 MiB long").Under(ErrDamaged)
)

func (v *Vault) last() string { return v.path + ".last" }

// mark tells each writing of a file from every other: the header, the length, and
// the table's nonce, which is random.
type mark struct {
	start string
	size  int64
}

const markEnd = headerEnd + seal.Prefix

func markOf(content []byte) mark {
	return mark{string(content[:min(markEnd, len(content))]), int64(len(content))}
}

// peek reads the mark of a file.
func peek(path string) (mark, error) {
	f, err := os.Open(path)
	if err != nil {
		return mark{}, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return mark{}, err
	}
	start := make([]byte, markEnd)
	if _, err := io.ReadFull(f, start); err != nil {
		return mark{}, err
	}
	return mark{string(start), info.Size()}, nil
}

// read reads a whole file. It returns keychain.ErrUnavailable if it cannot.
func read(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", keychain.ErrUnavailable, err)
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", keychain.ErrUnavailable, err)
	}
	if info.Size() > maxFile {
		return nil, errTooBig
	}
	content, err := io.ReadAll(io.LimitReader(f, maxFile))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", keychain.ErrUnavailable, err)
	}
	return content, nil
}

// take waits for the turn in this process.
func (v *Vault) take(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return timely(err)
	}
	select {
	case v.turn <- struct{}{}:
		return nil
	case <-ctx.Done():
		return timely(ctx.Err())
	}
}

func (v *Vault) give() { <-v.turn }

// begin waits for the turn in this process and then among processes, at most as
// long as any keychain call: a process that was stopped may hold the lock for ever.
func (v *Vault) begin(ctx context.Context) (release func(), err error) {
	ctx, cancel := context.WithTimeout(ctx, keychain.CallLimit)
	defer cancel()
	if err := v.take(ctx); err != nil {
		return nil, err
	}
	lock, err := files.Acquire(ctx, v.path+".lock")
	if err != nil {
		v.give()
		return nil, timely(err)
	}
	return func() { lock.Release(); v.give() }, nil
}

// timely makes an ended time limit the error that it is for every keychain.
func timely(err error) error {
	if errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%w: %w", keychain.ErrTimeout, err)
	}
	return err
}

// save writes a table. With drops, the copy from before goes, because it holds
// something that the table must not keep alive; first, so that no crash leaves it.
// Callers hold the lock and mu.
func (v *Vault) save(s *session, t table, drops bool) error {
	content := append([]byte(nil), s.header.raw...)
	content = append(content, s.keys.sealTable(t, s.header)...)
	if len(content) > maxFile {
		return errFull
	}
	keep := v.last()
	if drops {
		keep = ""
		if err := v.removeCopies(); err != nil {
			return err
		}
	}
	if err := files.Replace(v.path, content, keep); err != nil {
		return text.Errorf("write the encrypted file: %w", err)
	}
	s.table, s.mark = t, markOf(content)
	return nil
}

// removeCopies removes the copy and what a crash may have left of making one. The
// half-written new file goes by itself: the next writing takes its name.
func (v *Vault) removeCopies() error {
	for _, end := range []string{"", ".next", ".new"} {
		if err := os.Remove(v.last() + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

// install writes a table under new keys and unlocks the vault with them.
func (v *Vault) install(fresh *session, t table) error {
	if err := v.save(fresh, t, true); err != nil {
		fresh.keys.wipe()
		return err
	}
	v.forget()
	v.open = fresh
	return nil
}
