package session

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// KeePassXCSettings are what a person may have set in KeePassXC. As it comes, it has the first two.
type KeePassXCSettings struct {
	Asks  bool // asks before a program gets at an entry that another one made, and before an entry is deleted for good
	Saves bool // saves after each change; see startKeePassXC
	NoBin bool // deletes entries for good, instead of moving them to the database's recycle bin
}

// keePassXCSettings has the Secret Service switched on, and nothing that would open a window of its own at the first start.
const keePassXCSettings = `[General]
ConfigVersion=2
UpdateCheckMessageShown=true
AutoSaveAfterEveryChange=%[2]t

[GUI]
CheckForUpdates=false

[FdoSecrets]
Enabled=true
ConfirmAccessItem=%[1]t
ConfirmDeleteItem=%[1]t
`

// keePassXCDatabase is a database in KeePass' XML with one group. What programs may see of it is written in its custom
// data, as the group's UUID.
const (
	keePassXCDatabase = `<?xml version="1.0" encoding="UTF-8"?>
<KeePassFile>
	<Meta><DatabaseName>Passwords</DatabaseName><RecycleBinEnabled>%s</RecycleBinEnabled>%s</Meta>
	<Root><Group><UUID>a2V5dHJheSB0ZXN0IDEhIQ==</UUID><Name>Root</Name></Group></Root>
</KeePassFile>
`
	keePassXCExposed = `<CustomData><Item>
		<Key>FDO_SECRETS_EXPOSED_GROUP</Key><Value>{6b657974-7261-7920-7465-737420312121}</Value>
	</Item></CustomData>`
)

// Database is the file in which KeePassXC keeps the items; Password opens it.
func (s *Session) Database() string { return filepath.Join(s.Home, "passwords.kdbx") }

// keePassXCName is where KeePassXC takes orders: its own bus name and interface.
const keePassXCName = "org.keepassxc.KeePassXC.MainWindow"

// startKeePassXC makes a database and opens it with KeePassXC, in the wanted state. Without a display its window is drawn
// into memory. The database is opened when the window is there: version 2.7.10 crashes when it is given one with its
// password at the start (--pw-stdin).
//
// KeePassXC saves only if asked to: when a program changes something at the moment when KeePassXC 2.7.4 or 2.7.10 saves, the
// saving thread may crash it (seen once in 14 to 134 new entries that came one after the other). Whoever asks for it has
// to wait for the file after each change.
func (s *Session) startKeePassXC(ctx context.Context, o Options) error {
	if err := s.keePassXCFiles(ctx, o); err != nil {
		return err
	}
	return s.runKeePassXC(ctx, o)
}

func (s *Session) runKeePassXC(ctx context.Context, o Options) error {
	cmd := s.service("keepassxc")
	cmd.Env = append(cmd.Env, "TMPDIR="+s.Runtime) // where it looks whether it runs already
	if s.Display == "" {
		cmd.Env = append(cmd.Env, "QT_QPA_PLATFORM=offscreen")
	}
	p, err := s.launch(cmd)
	if err != nil {
		return err
	}
	if err := s.serves(ctx, p); err != nil {
		return err
	}
	if err := s.waitOwner(ctx, keePassXCName, p.pid, p.done); err != nil {
		return p.failed(err)
	}
	open := []any{s.Database(), Password}
	if o.Keyring == Locked {
		open = open[:1]
	}
	if err := s.orderKeePassXC(ctx, "openDatabase", open...); err != nil {
		return p.failed(err)
	}
	return s.inState(ctx, p, o.Keyring)
}

// orderKeePassXC has KeePassXC do something, and waits until it is done.
func (s *Session) orderKeePassXC(ctx context.Context, method string, args ...any) error {
	return s.conn.Object(keePassXCName, "/keepassxc").CallWithContext(ctx, keePassXCName+"."+method, 0, args...).Err
}

// keePassXCFiles writes the settings and the database.
func (s *Session) keePassXCFiles(ctx context.Context, o Options) error {
	settings := filepath.Join(s.Home, ".config", "keepassxc", "keepassxc.ini")
	if err := os.MkdirAll(filepath.Dir(settings), 0o700); err != nil {
		return err
	}
	if err := os.WriteFile(settings, fmt.Appendf(nil, keePassXCSettings, o.KeePassXC.Asks, o.KeePassXC.Saves), 0o600); err != nil {
		return err
	}
	bin, exposed := "True", keePassXCExposed
	if o.KeePassXC.NoBin {
		bin = "False"
	}
	if o.Keyring == NoCollection {
		exposed = ""
	}
	source := filepath.Join(s.Dir, "passwords.xml")
	if err := os.WriteFile(source, fmt.Appendf(nil, keePassXCDatabase, bin, exposed), 0o600); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, toolLimit)
	defer cancel()
	cmd := s.Command(ctx, "keepassxc-cli", "import", "--set-password", source, s.Database())
	cmd.Stdin = strings.NewReader(Password + "\n" + Password + "\n")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("keepassxc-cli import: %w: %s", err, out)
	}
	return nil
}
