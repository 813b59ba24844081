// Package filevault is a keychain.Store in one encrypted file behind a passphrase,
// for machines that have no keychain. What a sealed message is and how a passphrase
// becomes a key is known in seal; what an item means is known in vault.
//
// # The file
//
// A header and a table. Numbers are big-endian. "Sealed" is as in package seal:
// XChaCha20-Poly1305 under a key, with associated data (AAD), 41 bytes longer
// than the plaintext.
//
//	offset  bytes
//	     0     14  "keytray-vault" and a zero byte
//	    14      2  format version, 1
//	    16      4  argon2id: passes, 1 to 20
//	    20      4  argon2id: memory in KiB, 65,536 to 1,048,576
//	    24      1  argon2id: lanes, 1 to 16
//	    25     16  argon2id: salt
//	    41     73  the master key, sealed under the passphrase's key; AAD: the 41 bytes before
//	   114     32  SHA-256 of the 114 bytes before
//	   146         the table, sealed under the table key; AAD: the 146 bytes before
//
// The table, once opened:
//
//	bytes
//	8  generation: one more with each writing
//	4  number of items
//	   for each item, in ascending order of account, no account twice:
//	2  length of the account, then the account, at most 1,024 bytes
//	2  length of the label, then the label, at most 1,024 bytes
//	8  when the item was created, in seconds since 1970 (UTC)
//	2  length of the sealed value, then the value, at most 2,048 bytes, sealed
//	   under the value key; AAD: the account
//
// and nothing after it. A file is at most 64 MiB long.
//
// # The keys
//
// The passphrase's key is argon2id (RFC 9106) of the passphrase; a new vault takes
// 3 passes over 64 MiB in 4 lanes. The master key is random. Table key and value
// key are HKDF-Expand (RFC 5869, SHA-256) of the master key for "keytray vault v1
// table" and "keytray vault v1 values".
//
// The master key is there so that a wrong passphrase and a damaged table are two
// things: the one does not open the master key, the other does not open the table.
// Another passphrase means another salt and another master key, and every value
// sealed anew: who knows the old passphrase and has an old copy of the file cannot
// read what is stored later.
//
// The checksum proves nothing, anybody can compute it. It tells a damaged header
// from a wrong passphrase, which would look the same without it.
//
// # Why sealed twice
//
// The table is sealed as a whole, with the header as AAD: so a changed header and
// an item that was changed, dropped, added, doubled or moved are noticed, and
// accounts, labels and dates cannot be read. The values in it are sealed once more,
// each with its account as AAD: so an unlocked vault holds them sealed in memory,
// each is opened only by Get, and none opens under another account's name.
//
// # What is not noticed or hidden
//
// A whole older file in the place of the file opens with the passphrase it had; only
// a vault that is unlocked meanwhile and knows a later generation notices, and locks.
// The length of the file tells about how much is stored. A value that was deleted is
// still in copies of the file made before, and may be in freed blocks of the disk,
// sealed as it was.
//
// # Writing
//
// Each change reads the file again under a lock between processes (.lock) and
// replaces it whole, so a crash leaves the old file or the new one. The one before
// stays as .last, unless a value was replaced or deleted or the passphrase changed:
// then it would keep alive what was to go, and is removed before the change.
package filevault
