// Command verify checks a Tidemark audit log with code that nobody here wrote: sumdb/tlog and sumdb/note of
// golang.org/x/mod, from Debian's package golang-golang-x-mod-dev. It reads one JSON document from standard input (see
// OthersCodeVerifiesTest) and prints how many statements it checked, or the first that does not hold.
package main

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type document struct {
	VerifierKey  string
	Leaves       []string
	Checkpoints  []checkpoint
	Inclusions   []inclusion
	Consistences []consistency
}

type checkpoint struct {
	Note  string
	Holds bool
}

type inclusion struct {
	Leaf, Size int64
	Root       string
	LeafText   string
	Path       []string
	Holds      bool
}

type consistency struct {
	OldSize, NewSize int64
	OldRoot, NewRoot string
	Path             []string
	Holds            bool
}

func main() {
	var doc document
	decoder := json.NewDecoder(os.Stdin)
	decoder.DisallowUnknownFields()
	must(decoder.Decode(&doc))

	roots := rootsOf(doc.Leaves)
	checked := 0
	for _, c := range doc.Checkpoints {
		expect(c.Holds, openCheckpoint(c.Note, doc.VerifierKey, roots), "checkpoint "+strconv.Quote(c.Note))
		checked++
	}
	for _, p := range doc.Inclusions {
		err := tlog.CheckRecord(hashes(p.Path), p.Size, hash(p.Root), p.Leaf, tlog.RecordHash([]byte(p.LeafText)))
		expect(p.Holds, err, fmt.Sprintf("inclusion of leaf %d in %d", p.Leaf, p.Size))
		checked++
	}
	for _, p := range doc.Consistences {
		err := tlog.CheckTree(hashes(p.Path), p.NewSize, hash(p.NewRoot), p.OldSize, hash(p.OldRoot))
		expect(p.Holds, err, fmt.Sprintf("consistency of %d with %d", p.OldSize, p.NewSize))
		checked++
	}
	fmt.Println("checked", checked)
}

// rootsOf builds every tree over the first leaves with tlog's own code; the index is the size.
func rootsOf(leaves []string) []tlog.Hash {
	var stored []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var found []tlog.Hash
		for _, i := range indexes {
			found = append(found, stored[i])
		}
		return found, nil
	})
	roots := []tlog.Hash{{}}
	for i, leaf := range leaves {
		added, err := tlog.StoredHashes(int64(i), []byte(leaf), reader)
		must(err)
		stored = append(stored, added...)
		root, err := tlog.TreeHash(int64(i+1), reader)
		must(err)
		roots = append(roots, root)
	}
	return roots
}

func openCheckpoint(signed, key string, roots []tlog.Hash) error {
	verifier, err := note.NewVerifier(key)
	must(err)
	opened, err := note.Open([]byte(signed), note.VerifierList(verifier))
	if err != nil {
		return err
	}
	lines := strings.Split(opened.Text, "\n")
	if lines[0] != verifier.Name() {
		return fmt.Errorf("origin %q is not the key's name %q", lines[0], verifier.Name())
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return err
	}
	root, err := tlog.ParseHash(lines[2])
	if err != nil {
		return err
	}
	if !bytes.Equal(root[:], roots[size][:]) {
		return fmt.Errorf("root %s of size %d, but these leaves give %s", root, size, roots[size])
	}
	return nil
}

func expect(holds bool, err error, what string) {
	if holds && err != nil {
		fail(what + " does not hold: " + err.Error())
	}
	if !holds && err == nil {
		fail(what + " was forged and holds")
	}
}

func hash(text string) tlog.Hash {
	raw, err := hex.DecodeString(text)
	must(err)
	var h tlog.Hash
	if copy(h[:], raw) != len(h) {
		fail("not a hash: " + text)
	}
	return h
}

func hashes(texts []string) []tlog.Hash {
	var all []tlog.Hash
	for _, text := range texts {
		all = append(all, hash(text))
	}
	return all
}

func must(err error) {
	if err != nil {
		fail(err.Error())
	}
}

func fail(line string) {
	fmt.Fprintln(os.Stderr, "verify:", line)
	os.Exit(1)
}
