package rpc

import "golang.org/x/sys/unix"

// peer is the user ID of the other end (LOCAL_PEERCRED, unix(4)).
func peer(fd int) (uid int, err error) {
	cred, err := unix.GetsockoptXucred(fd, unix.SOL_LOCAL, unix.LOCAL_PEERCRED)
	if err != nil {
		return 0, err
	}
	return int(cred.Uid), nil
}
