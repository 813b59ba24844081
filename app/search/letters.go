package search

import (
	"strings"
	"unicode"
)

// The plain letter for each of the Latin letters that Unicode has with a mark on
// them, from U+00C0 and from U+1E00 on; a dot where there is none.
const (
	latin = "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y" +
		"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkklllllll" +
		"lllnnnnnnnnnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs" +
		"b.bb...cc.ddd....ff.....kkl...n.oo..pp......tt.uu..yyzz........." +
		".............aaiioouuuuuuuuuu.aaaa..ggggkkoooo..j...gg..nnaa..oo" +
		"aaaaeeeeiiiioooorrrruuuusstt..hhn...zzaaeeooooooooyy...j...ccl.s" +
		"z..b..eejjqqrryy"
	latinMore = "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm" +
		"mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv" +
		"wwwwwwwwwwxxxxyyzzzzzzhtwyasss..aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee" +
		"eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......"
	latinFrom, latinMoreFrom = 0xC0, 0x1E00
)

// foldRune folds what is not ASCII into one rune, or into letters where it needs
// several.
func foldRune(r rune, how spelling) (rune, string) {
	if two := pair(r, how); two != "" {
		return 0, two
	}
	switch {
	case plainIn(latin, latinFrom, r) != 0:
		return plainIn(latin, latinFrom, r), ""
	case plainIn(latinMore, latinMoreFrom, r) != 0:
		return plainIn(latinMore, latinMoreFrom, r), ""
	case r >= 0xFF01 && r <= 0xFF5E: // full width
		return unicode.ToLower(r - 0xFEE0), ""
	case r >= 0x2010 && r <= 0x2015: // hyphens and dashes
		return '-', ""
	case r == '‘' || r == '’':
		return '\'', ""
	case r == 'ς':
		return 'σ', ""
	}
	return unicode.ToLower(r), ""
}

func plainIn(table string, from, r rune) rune {
	if i := int(r - from); i >= 0 && i < len(table) && table[i] != '.' {
		return rune(table[i])
	}
	return 0
}

// pair is what takes two letters without its mark.
func pair(r rune, how spelling) string {
	switch r {
	case 'ß', 'ẞ':
		return "ss"
	case 'Æ', 'æ', 'Ǽ', 'ǽ':
		return "ae"
	case 'Œ', 'œ':
		return "oe"
	case 'Þ', 'þ':
		return "th"
	case 'Ĳ', 'ĳ':
		return "ij"
	}
	if how == bare {
		return ""
	}
	switch r {
	case 'Ä', 'ä':
		return "ae"
	case 'Ö', 'ö', 'Ø', 'ø':
		return "oe"
	case 'Ü', 'ü':
		return "ue"
	case 'Å', 'å':
		return "aa"
	}
	return ""
}

// hasUmlaut tells whether the two spellings of a text differ.
func hasUmlaut(s string) bool { return strings.ContainsAny(s, "ÄäÖöÜüØøÅå") }
