ask() {
	printf '\n %s\n > ' "$2"
	IFS= read -r key || exit
	printf %s "$key" >answer.part && mv answer.part "$1" # whole as soon as it is there
}

printf '\n notes-sync: first start\n'
ask answer-1 'Your OpenAI API key? Paste it with Ctrl+Shift+V:'
printf '\n Thank you. Got %d characters.\n' ${#key}
ask answer-2 'A second key? Paste it, or leave this empty:'
if [ -z "$key" ]; then printf '\n Nothing was pasted: the clipboard is empty.'; fi
exec sleep 600
