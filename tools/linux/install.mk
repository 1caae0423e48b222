# Installs Claimtrace from this archive, for everyone on the machine or, without root, for oneself.
ID := org.claimtrace.Claimtrace
PREFIX ?= /usr/local
FROM := $(firstword $(wildcard usr/local) usr)
TO = $(DESTDIR)$(PREFIX)

.PHONY: help install uninstall user-install user-uninstall update

help:
	@echo 'sudo make install     for everyone, in $(PREFIX)      (sudo make uninstall takes it away)'
	@echo 'make user-install     for you alone, in ~/.local      (make user-uninstall takes it away)'

install:
	install -Dm755 $(FROM)/bin/claimtrace $(TO)/bin/claimtrace
	install -Dm644 $(FROM)/share/pixmaps/$(ID).png $(TO)/share/icons/hicolor/512x512/apps/$(ID).png
	install -Dm644 $(FROM)/share/applications/$(ID).desktop $(TO)/share/applications/$(ID).desktop
	sed -i 's|^Exec=.*|Exec=$(PREFIX)/bin/claimtrace %f|' $(TO)/share/applications/$(ID).desktop
	install -Dm644 mime.xml $(TO)/share/mime/packages/$(ID).xml
	@$(MAKE) --no-print-directory update

uninstall:
	rm -f $(TO)/bin/claimtrace $(TO)/share/icons/hicolor/512x512/apps/$(ID).png
	rm -f $(TO)/share/applications/$(ID).desktop $(TO)/share/mime/packages/$(ID).xml
	@$(MAKE) --no-print-directory update

user-install:
	@$(MAKE) --no-print-directory install PREFIX="$(HOME)/.local"

user-uninstall:
	@$(MAKE) --no-print-directory uninstall PREFIX="$(HOME)/.local"

# Tells the desktop of it; not while a distribution's package is being made (DESTDIR).
update:
	@if [ -z "$(DESTDIR)" ]; then \
		if command -v update-mime-database >/dev/null; then update-mime-database "$(PREFIX)/share/mime"; fi; \
		if command -v update-desktop-database >/dev/null; then update-desktop-database "$(PREFIX)/share/applications"; fi; \
	fi
