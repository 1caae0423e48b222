package reader
func (w *walker) dump() {
	at := w.layout.LineOf(w.sel.caret)
	s := w.layout.Span(at)
	w.t.Logf("line %v %q end %d goal %v want col %v", s, w.quote(s), w.layout.End(at), w.goal, w.m.column)
	for p := s.Start; p <= s.End; p = p+1 { w.t.Logf("%d %v %q b %v", p, w.layout.X(at, p), w.m.o.Slice(p,p+1), w.m.o.IsBoundary(p)) }
	for _, q := range w.layout.Pieces(at) { w.t.Logf("%+v", q) }
}
