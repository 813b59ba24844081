//go:build linux

package wayland

// The objects' opcodes, from wayland.xml. An opcode is a request's or an event's
// place in its interface.
const (
	displayID = 1 // wl_display is there from the start

	displaySync        = 0
	displayGetRegistry = 1
	displayError       = 0
	displayDeleteID    = 1

	registryBind   = 0
	registryGlobal = 0

	callbackDone = 0
)

// The same for data control. ext-data-control-v1 of wayland-protocols 1.39 is
// wlr-data-control-unstable-v1 with other names.
const (
	managerCreateSource = 0
	managerGetDevice    = 1

	deviceSetSelection     = 0
	deviceSetPrimary       = 2 // since version 2 of wlr's
	deviceDataOffer        = 0
	deviceSelection        = 1
	deviceFinished         = 2
	devicePrimarySelection = 3

	sourceOffer     = 0
	sourceDestroy   = 1
	sourceSend      = 0
	sourceCancelled = 1

	offerReceive = 0
	offerDestroy = 1
	offerOffer   = 0
)

const (
	seatInterface = "wl_seat"
	extInterface  = "ext_data_control_manager_v1"
	wlrInterface  = "zwlr_data_control_manager_v1"
)

// firstServerID is where the ids begin that the compositor gives.
const firstServerID = 0xff000000
