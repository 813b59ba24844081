// Command update brings the translations up to date with the source: run it in
// the root of the module after a sentence was added, changed or translated. It
// takes new sentences into every PO file, drops those that nobody says any more,
// and compiles the files for the program. With -missing it prints what is not
// translated.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"keytray/app/text/po"
)

const folder = "app/text/po"

func main() {
	missing := flag.Bool("missing", false, "print the sentences without a translation")
	flag.Parse()
	if err := run(*missing); err != nil {
		fmt.Fprintln(os.Stderr, "update:", err)
		os.Exit(1)
	}
}

func run(missing bool) error {
	sentences, err := po.Sentences(".")
	if err != nil {
		return err
	}
	names, err := filepath.Glob(filepath.Join(folder, "*.po"))
	if err != nil {
		return err
	}
	if len(names) == 0 {
		return fmt.Errorf("no translations in %s: run this in the root of the module", folder)
	}
	for _, name := range names {
		if err := update(name, sentences, missing); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

func update(name string, sentences []po.Entry, missing bool) error {
	content, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	f, err := po.Parse(content)
	if err != nil {
		return err
	}
	f = f.Merge(sentences)
	if err := replace(name, f.Bytes()); err != nil {
		return err
	}
	if err := replace(strings.TrimSuffix(name, ".po")+".mo", f.Compile()); err != nil {
		return err
	}
	left := f.Missing()
	fmt.Printf("%s: %d sentences, %d to translate\n", name, len(f.Entries), len(left))
	if missing {
		for _, e := range left {
			fmt.Printf("%s: %q\n", strings.Join(e.From, ", "), e.ID)
		}
	}
	return nil
}

// replace leaves the old file where the new one cannot be written.
func replace(name string, content []byte) error {
	if err := os.WriteFile(name+".new", content, 0o644); err != nil {
		return err
	}
	return os.Rename(name+".new", name)
}
