package text

var system = powerShell
