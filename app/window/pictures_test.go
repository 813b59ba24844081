package window

import (
	"testing"

	"keytray/app/window/windowtest"
)

// pictured are the views, and the picture that is compared of each in each state: as usual,
// in a narrow window, empty, loading, locked, after an error, without an agent and in German.
// A dash is where there is no such state. The picker has a table of its own.
const pictured = `
view        usual             narrow                empty          loading             locked              error             no agent           German
keys        main              main-400              setup-welcome  window-loading      window-locked       window-no-keychain window-no-agent   main-de
filter      list-found        list-chips            list-mistyped  window-waiting      window-no-keychain-400 list-word      window-restart     main-locked-de
detail      detail            detail-400            -              -                   -                   detail-gone       window-ended       detail-400-de
edit        detail-edit       detail-edit-400       -              -                   -                   detail-refused    -                  -
overview    overview          overview-400          overview-empty overview-waiting    overview-locked     -                 overview-no-agent  overview-de
setup       setup-1           setup-1-400           setup-1-none   setup-waiting       setup-locked        setup-3-refused   setup-no-agent     setup-1-de
rotation    rotate-1          rotate-1-400          rotate-3-none  rotate-waiting      rotate-locked       rotate-2-other    rotate-no-agent    rotate-3-de
leak        leaked            leaked-400            leaked-choice  leaked-waiting      leaked-locked       -                 leaked-no-agent    leaked-400-de
settings    settings-general  settings-general-400  settings-nothing settings-waiting  settings-locked     settings-refused  settings-no-agent  settings-general-de
doctor      doctor            doctor-400            doctor-fine    doctor-looking      -                   doctor            doctor-alone       doctor-de
bin         bin               bin-400               bin-empty      bin-waiting         bin-locked          -                 bin-no-agent       bin-de
unlock      unlock            unlock-400            -              -                   unlock              unlock-wrong      -                  unlock-de
move        move              move-400              -              moving              move-back           move-wrong        -                  -
passphrase  passphrase        passphrase-400        -              -                   -                   -                 -                  -
help        window-help       help-400              help-setup     -                   -                   -                 -                  help-400-de
`

func TestEveryViewHasItsPictures(t *testing.T) { windowtest.Pictured(t, pictured) }
