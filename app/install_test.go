//go:build linux

package app_test

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"keytray/app/desktop"
)

// unpacked is a release as a person has it before its installation, and that person.
type unpacked struct {
	t       *testing.T
	release string
	home    string
	env     []string
}

const appID = "io.github.keytray"

// unpack makes one whose programs only write down what they are asked. Both folders have signs in their names that shells,
// sed and desktop entries read as something else.
func unpack(t *testing.T) *unpacked {
	t.Helper()
	root := t.TempDir()
	u := &unpacked{t: t, release: filepath.Join(root, "my downloads", "keytray"), home: filepath.Join(root, `Ada's 100% "home" & $x\y`)}
	u.env = []string{"HOME=" + u.home, "PATH=" + os.Getenv("PATH"), "LC_ALL=C", "XDG_RUNTIME_DIR=" + filepath.Join(root, "run"), "ASKED=" + filepath.Join(root, "asked")}
	const program = "#!/bin/sh\ncase $1 in version) echo 'keytray 7.8.9 (without window)';; *) echo \"$@\" >>\"$ASKED\";; esac\nexit \"${FAILS:-0}\"\n"
	for _, name := range []string{"keytray", "keytray-window", "keytray-check"} {
		u.write(filepath.Join(u.release, name), program, 0o755)
	}
	for _, name := range []string{"install.sh", "uninstall.sh"} {
		u.copy(filepath.Join("../packaging/linux", name), filepath.Join(u.release, name), 0o755)
	}
	u.write(filepath.Join(u.release, "LICENSE"), "ours\n", 0o644)
	u.write(filepath.Join(u.release, "THIRD-PARTY-LICENSES.txt"), "theirs\n", 0o644)
	u.write(filepath.Join(u.release, "share/man/man1/keytray.1"), "page\n", 0o644)
	if out, err := exec.CommandContext(t.Context(), "bash", "../scripts/dist.sh", "--share", filepath.Join(u.release, "share")).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	u.write(filepath.Join(u.home, "notes.txt"), "of the person's own\n", 0o600)
	return u
}

func (u *unpacked) write(path, content string, mode fs.FileMode) {
	u.t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		u.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), mode); err != nil {
		u.t.Fatal(err)
	}
}

func (u *unpacked) copy(from, to string, mode fs.FileMode) {
	u.t.Helper()
	content, err := os.ReadFile(from)
	if err != nil {
		u.t.Fatal(err)
	}
	u.write(to, string(content), mode)
}

// in is a place below the person's home.
func (u *unpacked) in(place string) string { return filepath.Join(u.home, place) }

func (u *unpacked) run(script string, args ...string) (string, error) {
	u.t.Helper()
	cmd := exec.CommandContext(u.t.Context(), script, args...)
	cmd.Env, cmd.Dir = u.env, "/"
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func (u *unpacked) install() string {
	u.t.Helper()
	out, err := u.run(filepath.Join(u.release, "install.sh"))
	if err != nil {
		u.t.Fatalf("install: %v: %s", err, out)
	}
	return out
}

func (u *unpacked) uninstall() (string, error) {
	u.t.Helper()
	return u.run(u.in(".local/lib/keytray/uninstall.sh"))
}

// tree is all that is in the person's home.
func (u *unpacked) tree() (all []string) {
	u.t.Helper()
	err := filepath.WalkDir(u.home, func(path string, d fs.DirEntry, err error) error {
		if err == nil {
			all = append(all, strings.TrimPrefix(path, u.home)+map[bool]string{true: "/"}[d.IsDir()])
		}
		return err
	})
	if err != nil {
		u.t.Fatal(err)
	}
	return all
}

func (u *unpacked) mustBe(want []string) {
	u.t.Helper()
	if got := u.tree(); !slices.Equal(got, want) {
		u.t.Errorf("there is\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func (u *unpacked) mustHave(place string) {
	u.t.Helper()
	if _, err := os.Stat(u.in(place)); err != nil {
		u.t.Error(err)
	}
}

func (u *unpacked) mustNotHave(place string) {
	u.t.Helper()
	if _, err := os.Lstat(u.in(place)); err == nil {
		u.t.Errorf("%s is there", place)
	}
}

func TestUninstallLeavesWhatIsThePersonsOwn(t *testing.T) {
	u := unpack(t)
	u.write(u.in(".local/share/keytray/index.json"), "{}", 0o600)
	u.write(u.in(".config/keytray/settings.json"), "{}", 0o600)
	u.write(u.in(".local/bin/another"), "", 0o755)
	before := u.tree()
	if out := u.install(); !strings.Contains(out, "Keytray 7.8.9 is installed in "+u.in(".local")) || !strings.Contains(out, u.in(".local/lib/keytray/uninstall.sh")) {
		t.Errorf("it says %q", out)
	}
	for _, place := range []string{
		"bin/keytray", "lib/keytray/keytray-window", "lib/keytray/keytray-check", "share/man/man1/keytray.1", "share/doc/keytray/THIRD-PARTY-LICENSES.txt",
		"share/icons/hicolor/scalable/apps/" + appID + ".svg", "share/metainfo/" + appID + ".metainfo.xml",
	} {
		u.mustHave(".local/" + place)
	}
	u.write(u.in(".local/state/keytray/keytray.log"), "", 0o600)
	out, err := u.uninstall()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	for _, said := range []string{"keychain", u.in(".local/share/keytray"), u.in(".config/keytray")} {
		if !strings.Contains(out, said) {
			t.Errorf("it does not speak of %s: %s", said, out)
		}
	}
	u.mustNotHave(".local/state/keytray")
	if err := os.Remove(u.in(".local/state")); err != nil {
		t.Fatal(err)
	}
	u.mustBe(before)
	if asked, err := os.ReadFile(u.env[len(u.env)-1][len("ASKED="):]); err != nil || string(asked) != "quit\n" {
		t.Errorf("the program was asked %q, %v", asked, err)
	}
}

func TestUninstallLeavesNothingWhereNothingWas(t *testing.T) {
	u := unpack(t)
	before := u.tree()
	u.install()
	u.install()
	if out, err := u.uninstall(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	u.mustBe(before)
}

func TestANewVersionTakesAwayWhatOnlyTheOldOneHad(t *testing.T) {
	u := unpack(t)
	before := u.tree()
	old := filepath.Join(u.release, "share/old/file")
	u.write(old, "", 0o644)
	u.install()
	u.mustHave(".local/share/old/file")
	if err := os.Remove(old); err != nil {
		t.Fatal(err)
	}
	u.install()
	u.mustNotHave(".local/share/old/file")
	u.mustHave(".local/share/man/man1/keytray.1")
	if out, err := u.uninstall(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	u.mustBe(before)
}

// Something is in the way, or the disk is full.
func TestWhatAnInstallationLeftThatFailedCanBeTakenAway(t *testing.T) {
	u := unpack(t)
	u.write(u.in(".local/share/icons"), "no folder", 0o600)
	before := u.tree()
	if out, err := u.run(filepath.Join(u.release, "install.sh")); err == nil {
		t.Fatalf("it says %q", out)
	}
	u.mustHave(".local/bin/keytray")
	if out, err := u.uninstall(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	u.mustBe(before)
}

func TestAnArchiveThatIsNotWholeChangesNothing(t *testing.T) {
	u := unpack(t)
	before := u.tree()
	if err := os.Remove(filepath.Join(u.release, "keytray-check")); err != nil {
		t.Fatal(err)
	}
	if out, err := u.run(filepath.Join(u.release, "install.sh")); err == nil || !strings.Contains(out, "keytray-check is missing") {
		t.Errorf("%v: %s", err, out)
	}
	u.mustBe(before)
}

func TestWhereTheWindowCannotStartTheReasonIsSaid(t *testing.T) {
	u := unpack(t)
	u.write(filepath.Join(u.release, "keytray-window"), "#!/bin/sh\necho 'libGL.so.1: no such file' >&2\nexit 127\n", 0o755)
	if out := u.install(); !strings.Contains(out, "The window cannot start here") || !strings.Contains(out, "libGL.so.1: no such file") {
		t.Errorf("it says %q", out)
	}
}

func TestNothingIsTakenAwayWhileKeytrayRunsOn(t *testing.T) {
	u := unpack(t)
	u.install()
	before := u.tree()
	u.env = append(u.env, "FAILS=1")
	if out, err := u.uninstall(); err == nil || !strings.Contains(out, "does not end") {
		t.Errorf("%v: %s", err, out)
	}
	u.mustBe(before)
}

func TestNothingIsTakenAwayFromUnderAnOpenWindow(t *testing.T) {
	u := unpack(t)
	sleep, err := exec.LookPath("sleep")
	if err != nil {
		t.Skip(err)
	}
	u.copy(sleep, filepath.Join(u.release, "keytray-window"), 0o755)
	u.install()
	before := u.tree()
	window := exec.CommandContext(t.Context(), u.in(".local/lib/keytray/keytray-window"), "60")
	if err := window.Start(); err != nil {
		t.Skip("this sleep is not one program alone:", err)
	}
	out, err := u.uninstall()
	if err == nil || !strings.Contains(out, "close it first") {
		t.Errorf("%v: %s", err, out)
	}
	u.mustBe(before)
	if err := window.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = window.Wait() // it was killed
	if out, err := u.uninstall(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

// The entry is made as the tray program makes it.
func TestUninstallEndsTheStartAtLoginOfThisProgramAlone(t *testing.T) {
	for program, stays := range map[string]bool{".local/bin/keytray": false, "another/keytray": true} {
		u := unpack(t)
		u.install()
		u.write(u.in("another/keytray"), "", 0o755)
		t.Setenv("XDG_CONFIG_HOME", u.in(".config"))
		entry := desktop.NewAutostart(u.in(program))
		if err := entry.On(); err != nil {
			t.Fatal(err)
		}
		if out, err := u.uninstall(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		if _, err := os.Stat(entry.Place); (err == nil) != stays {
			t.Errorf("the entry that starts %s: %v", program, err)
		}
	}
}

func TestTheMenuEntryIsOneForEveryDesktop(t *testing.T) {
	u := unpack(t)
	u.install()
	for _, file := range []string{filepath.Join(u.release, "share/applications", appID+".desktop"), u.in(".local/share/applications/" + appID + ".desktop")} {
		u.approves("desktop-file-validate", "--no-hints", file)
	}
	u.approves("appstreamcli", "validate", "--no-net", u.in(".local/share/metainfo/"+appID+".metainfo.xml"))
	all, err := filepath.Glob(filepath.Join(u.release, "share/*/*.*"))
	if err != nil || len(all) != 2 {
		t.Errorf("%q, %v", all, err)
	}
	for _, file := range all {
		if content, err := os.ReadFile(file); err != nil || strings.Contains(string(content), "@") || strings.Contains(string(content), "=\n") {
			t.Errorf("%v: something is not filled in: %s", err, content)
		}
	}
}

// approves has a standard's own tool look, where it is installed.
func (u *unpacked) approves(tool string, args ...string) {
	u.t.Helper()
	if _, err := exec.LookPath(tool); err != nil {
		return
	}
	if out, err := exec.CommandContext(u.t.Context(), tool, args...).CombinedOutput(); err != nil {
		u.t.Errorf("%s: %v: %s", tool, err, out)
	}
}

func TestTheMenuStartsTheInstalledProgram(t *testing.T) {
	launcher, err := exec.LookPath("gio")
	if err != nil {
		t.Skip("gio is not installed")
	}
	u := unpack(t)
	u.install()
	if out, err := u.run(launcher, "launch", u.in(".local/share/applications/"+appID+".desktop")); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	asked := u.env[len(u.env)-1][len("ASKED="):]
	for end := time.Now().Add(10 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		if got, err := os.ReadFile(asked); err == nil && string(got) == "window\n" {
			return
		} else if time.Now().After(end) {
			t.Fatalf("the program was asked %q, %v", got, err)
		}
	}
}

func TestOneInstallationForAll(t *testing.T) {
	u := unpack(t)
	before := u.tree()
	prefix := filepath.Join(u.home, "opt")
	if out, err := u.run(filepath.Join(u.release, "install.sh"), "--prefix", prefix); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	u.mustHave("opt/share/applications/" + appID + ".desktop")
	if info, err := os.Stat(filepath.Join(prefix, "lib/keytray")); err != nil || info.Mode().Perm() != 0o755 {
		t.Errorf("others cannot use it: %v, %v", info, err)
	}
	if out, err := u.run(filepath.Join(prefix, "lib/keytray/uninstall.sh")); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	u.mustBe(before)
	for _, args := range [][]string{{"--prefix"}, {"--prefix", "here"}, {"--help"}} {
		if out, err := u.run(filepath.Join(u.release, "install.sh"), args...); err == nil || !strings.Contains(out, "usage") {
			t.Errorf("%q: %v: %s", args, err, out)
		}
	}
	u.mustBe(before)
}
