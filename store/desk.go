package store

import (
	"errors"
	"io"
	"math/big"

	"claimtrace/annotate/change"
	"claimtrace/store/check"
	"claimtrace/store/file"
	"claimtrace/store/log"
)

// desk is under which name and up to which number changes are made in a file.
// The name is good for one file in one place, and is kept outside it too, in
// Options.Data, with the last number and its change. Where the two disagree
// (the file was copied, restored, salvaged, rolled back, or is another user's)
// the file takes a new name before its first change.
type desk struct {
	settled bool      // the name was looked at since the file was opened
	copy    change.ID // under which name changes are made
	key     int64     // of that name
	number  int64     // of the last change
	changes int64
	sum     *big.Int
}

// settle finds the name under which to work, a new one where the old one may
// have been given to another file too. It belongs in a transaction.
func (p *Project) settle() error {
	if p.desk.settled {
		return nil
	}
	var d desk
	var sum []byte
	if err := p.conn.Each(func(r file.Row) error { return r.Scan(&d.key, &d.number, &d.changes, &sum) },
		"SELECT copy, number, changes, sum FROM here WHERE id = 1"); err != nil {
		return err
	}
	d.sum = new(big.Int).SetBytes(sum)
	known, mine := false, false
	if d.key != 0 {
		var err error
		if d.copy, err = p.log.ID(d.key); err == nil {
			known, mine, err = p.isHere(d)
		}
		if err != nil && !errors.Is(err, log.ErrName) { // a key of nothing is no name
			return err
		}
	}
	d.settled = true
	p.desk = d
	if known { // a name of which nothing can be noted outside is not good any more
		known = p.note(true) == nil
	}
	if !known {
		var id [16]byte
		if _, err := io.ReadFull(p.random, id[:]); err != nil {
			return err
		}
		d.copy, d.number = change.RandomID(id), 0
		var err error
		if d.key, err = p.log.Intern(d.copy); err != nil {
			return err
		}
		if !mine { // somebody else's work is not to be undone here
			if err := p.conn.Exec("DELETE FROM undo WHERE true"); err != nil {
				return err
			}
			if err := p.conn.Exec("DELETE FROM draft WHERE true"); err != nil {
				return err
			}
		}
	}
	p.desk = d
	_ = p.note(true) // without it the file takes another name next time, no more
	return nil
}

// isHere tells whether the name in the file is good for it; and where it is
// not, whether the file is this user's in the same place all the same, as after
// a crash.
func (p *Project) isHere(d desk) (good, mine bool, err error) {
	if p.data == "" || p.file == nil {
		return true, true, nil
	}
	kept, ok := file.Recall(p.data, string(d.copy))
	if !ok {
		return false, false, nil
	}
	disk, path, err := file.OnDisk(p.path)
	if err != nil {
		return false, false, err
	}
	if kept.Path != path && (kept.Disk == "" || kept.Disk != disk) {
		return false, false, nil
	}
	last, err := p.log.NumberOf(change.ID(kept.Last))
	if err != nil {
		return false, false, err
	}
	// What the file had when it was left must be there, and nothing may have
	// been made since of which the record does not tell.
	return !kept.Open && kept.Number == d.number && (d.number == 0 || last == d.number), true, nil
}

// isMine tells whether what the file keeps for one user, undo and drafts, is
// this user's here: it is not where the file was copied from another place.
func (p *Project) isMine() (mine bool, err error) {
	if p.desk.settled {
		return true, nil // what is another's was dropped
	}
	var d desk
	if err := p.conn.Each(func(r file.Row) error { return r.Scan(&d.key, &d.number) }, "SELECT copy, number FROM here WHERE id = 1"); err != nil || d.key == 0 {
		return false, err // without a name nothing was done here, and what stands there all the same is a stranger's
	}
	if d.copy, err = p.log.ID(d.key); err != nil {
		if errors.Is(err, log.ErrName) { // a key of nothing is no name
			err = nil
		}
		return false, err
	}
	_, mine, err = p.isHere(d)
	return mine, err
}

// note writes down outside the file how far the copy is. It need not survive a
// loss of power: without it the file takes a new name, no more.
func (p *Project) note(open bool) error {
	if p.data == "" || p.file == nil || p.conn != p.file.Conn {
		return nil
	}
	disk, path, err := file.OnDisk(p.path)
	if err != nil {
		return err
	}
	_, last, err := p.log.Last(p.desk.copy)
	if err != nil {
		return err
	}
	return file.Remember(p.data, file.Copy{
		Copy: string(p.desk.copy), Disk: disk, Path: path, Number: p.desk.number, Last: string(last), Open: open,
	})
}

// leaveDesk notes that the file is being closed.
func (p *Project) leaveDesk() {
	if p.desk.settled && p.readOnly == "" {
		_ = p.note(false) // without it the file takes a new name, no more
	}
}

// count takes up the changes that were made or came in.
func (d *desk) count(c *change.Change) {
	d.changes++
	check.AddID(d.sum, c.ID)
}

// keep writes the desk into the file.
func (p *Project) keepDesk() error {
	sum := check.SumBytes(p.desk.sum)
	return p.conn.Exec("UPDATE here SET copy = ?, number = ?, changes = ?, sum = ? WHERE id = 1",
		p.desk.key, p.desk.number, p.desk.changes, sum[:])
}
