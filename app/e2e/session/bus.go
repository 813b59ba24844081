package session

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/godbus/dbus/v5"
)

// busConfig has no standard service folders, so the bus starts nothing of the machine's own. The second value is empty or
// names the folder with the one service it may start. The limits are those of dbus' session.conf.
const busConfig = `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=%s</listen>
  <auth>EXTERNAL</auth>
  %s
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
  <limit name="service_start_timeout">10000</limit>
  <limit name="max_match_rules_per_connection">50000</limit>
  <limit name="max_replies_per_connection">50000</limit>
  <limit name="max_names_per_connection">50000</limit>
</busconfig>
`

// startBus starts the session bus and connects to it.
func (s *Session) startBus(ctx context.Context, o Options) error {
	if o.NoBus {
		return nil
	}
	services := ""
	if o.Display && o.Keyring != Unlocked && o.Service == GNOMEKeyring {
		dir, err := s.prompterService()
		if err != nil {
			return err
		}
		services = "<servicedir>" + escape(dir) + "</servicedir>"
	}
	config := filepath.Join(s.Dir, "bus.conf")
	text := fmt.Sprintf(busConfig, escape(filepath.Join(s.Dir, "bus")), services)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		return err
	}
	p, address, err := s.answer(ctx, s.service("dbus-daemon", "--nofork", "--config-file="+config, "--print-address=3"))
	if err != nil {
		return err
	}
	s.bus, s.BusAddress = p, address
	s.conn, err = s.Bus(ctx)
	return err
}

// Bus opens a private connection to the session's bus, which the caller closes. The context bounds the connecting only.
func (s *Session) Bus(ctx context.Context) (*dbus.Conn, error) {
	if s.BusAddress == "" {
		return nil, errors.New("this session has no bus")
	}
	conn, err := dbus.Dial(s.BusAddress)
	if err != nil {
		return nil, fmt.Errorf("connect to the bus: %w", err)
	}
	inTime := context.AfterFunc(ctx, func() { _ = conn.Close() })
	if err = conn.Auth(nil); err == nil {
		err = conn.Hello()
	}
	if !inTime() && err == nil {
		err = ctx.Err()
	}
	if err != nil {
		_ = conn.Close()
		return nil, fmt.Errorf("connect to the bus: %w", err)
	}
	return conn, nil
}

// StopBus kills the session bus, as a crash would. Nothing happens when there is none or it is gone already.
func (s *Session) StopBus() error {
	if s.bus == nil {
		return nil
	}
	s.endPrompter()
	s.bus.kill()
	return nil
}

// escape makes a path fit for the bus' configuration.
func escape(path string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(path)) // a bytes.Buffer never fails
	return b.String()
}
