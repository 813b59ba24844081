package check_test

import "os"

func crash() { os.Exit(2) }

func haveChild(string) {}

func haveRunaway(string) {}
