package parts

import "fyne.io/fyne/v2"

// pool hands out objects that are used again in the next frame.
type pool[T fyne.CanvasObject] struct {
	all  []T
	used int
}

// next returns an object that the frame does not use yet, made where there is
// none. It is as it was when it was used last.
func (p *pool[T]) next(make func() T) T {
	if p.used == len(p.all) {
		p.all = append(p.all, make())
	}
	p.used++
	return p.all[p.used-1]
}

// reset begins a frame.
func (p *pool[T]) reset() { p.used = 0 }

// pools are a pool for each look that objects have.
type pools[K comparable, T fyne.CanvasObject] map[K]*pool[T]

func (ps pools[K, T]) next(look K, make func() T) T {
	p := ps[look]
	if p == nil {
		p = &pool[T]{}
		ps[look] = p
	}
	return p.next(make)
}

// reset begins a frame. Of more than so many looks it forgets those that the
// last frame did not have.
func (ps pools[K, T]) reset(most int) {
	crowded := len(ps) > most
	for look, p := range ps {
		if crowded && p.used == 0 {
			delete(ps, look)
		}
		p.reset()
	}
}

func (ps pools[K, T]) kept() (n int) {
	for _, p := range ps {
		n += len(p.all)
	}
	return n
}
