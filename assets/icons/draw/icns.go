package main

import (
	"bytes"
	"encoding/binary"
	"image/png"
)

// icnsSizes are the pictures of a macOS icon file: four letters for a size in points at one or two pixels each.
var icnsSizes = []struct {
	kind string
	size int
}{
	{"ic11", 32}, {"ic12", 64}, {"ic07", 128}, {"ic13", 256}, {"ic08", 256}, {"ic14", 512}, {"ic09", 512}, {"ic10", 1024},
}

// icns is the application's icon as macOS keeps it (Apple Icon Image): a head with the length of all, then the pictures,
// each behind a head of its own.
func icns(d *drawing) ([]byte, error) {
	var all bytes.Buffer
	drawn := map[int][]byte{}
	for _, entry := range icnsSizes {
		if drawn[entry.size] == nil {
			var picture bytes.Buffer
			if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&picture, d.at(entry.size, appHints)); err != nil {
				return nil, err
			}
			drawn[entry.size] = picture.Bytes()
		}
		all.Write(part(entry.kind, drawn[entry.size]))
	}
	return part("icns", all.Bytes()), nil
}

// part is content behind its head: four letters, and the length of both.
func part(kind string, content []byte) []byte {
	const head = 8
	return append(binary.BigEndian.AppendUint32([]byte(kind), uint32(head+len(content))), content...)
}
