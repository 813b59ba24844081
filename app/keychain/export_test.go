//go:build !windows && !darwin

package keychain

// Opened is a store of our own client.
type Opened = secretService

// Open makes a store of our own client for the bus at an address.
func Open(address string, mayAsk bool) *secretService {
	return &secretService{
		address: func() (string, error) { return address, nil },
		canAsk:  func() bool { return mayAsk },
	}
}

// OpenAt is Open for an address that may change, or not be there.
func OpenAt(address func() (string, error)) *secretService {
	return &secretService{address: address, canAsk: func() bool { return true }}
}

// Close ends the store's connection.
func (k *secretService) Close() {
	if l := k.present(); l != nil {
		_ = l.conn.Close()
	}
}
