// paste.exe: another program that pastes. It writes the text of the clipboard to its standard output, and
// the names of the formats that are there to standard error. paste.exe TEXT copies a text of its own.
#include <stdio.h>
#include <string.h>
#include <windows.h>

static void copy(const char *text) {
	size_t length = strlen(text) + 1;
	HGLOBAL memory = GlobalAlloc(GMEM_MOVEABLE, length * sizeof(WCHAR));
	MultiByteToWideChar(CP_UTF8, 0, text, -1, GlobalLock(memory), (int)length);
	GlobalUnlock(memory);
	EmptyClipboard();
	SetClipboardData(CF_UNICODETEXT, memory);
}

static void paste(void) {
	static char text[1 << 20];
	HANDLE memory = GetClipboardData(CF_UNICODETEXT);
	if (memory) {
		WideCharToMultiByte(CP_UTF8, 0, GlobalLock(memory), -1, text, sizeof text, NULL, NULL);
		GlobalUnlock(memory);
		fputs(text, stdout);
	}
	for (UINT format = 0; (format = EnumClipboardFormats(format));) {
		char name[100] = "";
		if (GetClipboardFormatNameA(format, name, sizeof name)) fprintf(stderr, "%s\n", name);
	}
}

int main(int count, char **arguments) {
	for (int i = 0; !OpenClipboard(NULL); i++) {
		if (i == 50) return 1;
		Sleep(20);
	}
	if (count > 1)
		copy(arguments[1]);
	else
		paste();
	CloseClipboard();
	return 0;
}
