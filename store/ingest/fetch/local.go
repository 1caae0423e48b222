package fetch

import (
	"fmt"
	"net/netip"
	"syscall"
)

// special are addresses that stand for no machine of the public network, besides
// those that package netip knows.
var special = prefixes(
	"0.0.0.0/8",       // this network
	"100.64.0.0/10",   // behind a provider's own translation
	"192.0.0.0/24",    // protocols
	"192.88.99.0/24",  // relays, of old
	"198.18.0.0/15",   // measuring
	"240.0.0.0/4",     // kept back, and all machines
	"::/96",           // IPv4 written as IPv6, of old
	"64:ff9b:1::/48",  // translation, within one network
	"100::/64",        // thrown away
	"2001::/32",       // Teredo, which leads anywhere
	"2001:10::/28",    // names and no places
	"fec0::/10",       // of one site, of old
	"5f00::/16",       // routes within one network
	"2001:2::/48",     // measuring
	"2001:db8::/32",   // examples
	"192.0.2.0/24",    // examples
	"198.51.100.0/24", // examples
	"203.0.113.0/24",  // examples
)

func prefixes(list ...string) (all []netip.Prefix) {
	for _, s := range list {
		all = append(all, netip.MustParsePrefix(s))
	}
	return all
}

// carriers are addresses that hold one of IPv4, from a byte on.
var carriers = []struct {
	netip.Prefix
	from int
}{
	{netip.MustParsePrefix("64:ff9b::/96"), 12}, // translation
	{netip.MustParsePrefix("2002::/16"), 2},     // 6to4
}

// isLocal tells of an address that is not one of the public network.
func isLocal(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	if !a.IsGlobalUnicast() || a.IsPrivate() {
		return true
	}
	for _, p := range special {
		if p.Contains(a) {
			return true
		}
	}
	for _, c := range carriers {
		if c.Contains(a) {
			b := a.As16()
			return isLocal(netip.AddrFrom4([4]byte(b[c.from : c.from+4])))
		}
	}
	return false
}

// control is asked before each connection is made, with the address that it goes
// to: whatever a name resolved to, and wherever a redirect leads.
func (f *Fetcher) control(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("%w: %s", ErrLocal, address)
	}
	if f.isLocal(to.Addr()) {
		return fmt.Errorf("%w (%s)", ErrLocal, to.Addr().Unmap())
	}
	return nil
}
