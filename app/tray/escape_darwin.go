package tray

func escape(title string) string { return title }
