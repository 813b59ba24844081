//go:build !windows && !darwin

package keychain

import "github.com/godbus/dbus/v5"

// Names of the Secret Service API, draft 0.2, "D-Bus API Reference"
// (https://specifications.freedesktop.org/secret-service-spec/0.2/).
const (
	busName = "org.freedesktop.secrets"
	busPath = dbus.ObjectPath("/org/freedesktop/secrets")

	serviceAPI    = "org.freedesktop.Secret.Service"
	collectionAPI = "org.freedesktop.Secret.Collection"
	itemAPI       = "org.freedesktop.Secret.Item"
	promptAPI     = "org.freedesktop.Secret.Prompt"
	secretErrors  = "org.freedesktop.Secret.Error."

	daemon     = "org.freedesktop.DBus"
	properties = "org.freedesktop.DBus.Properties"
	busErrors  = "org.freedesktop.DBus.Error."

	// none stands for "no object" and "no prompt is needed".
	none = dbus.ObjectPath("/")
)
