package keys

import "huizhang/tui/widget"

// NewSecret is a field for a passphrase, for screens of other packages. Its text
// must not be kept: set it to "" as soon as it was used.
func NewSecret() widget.Field { return &secret{} }
