package kit

import "testing"

func TestLinesAreCutWhereTheyAre(t *testing.T) {
	for _, c := range []struct {
		text    string
		most    int
		n, skip int
	}{{"abcdef", 4, 4, 0}, {"abc", 4, 3, 0}, {"a\nb", 4, 1, 1}, {"äöü", 2, 4, 0}, {"abcd\n", 4, 4, 0}, {"\xff\xfe", 4, 2, 0}} {
		if n, skip := lineOf([]byte(c.text), c.most); n != c.n || skip != c.skip {
			t.Errorf("%q: got %d, %d", c.text, n, skip)
		}
	}
}
