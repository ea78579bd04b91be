package ledger

// What is decided in files of its own takes its act out of here.

func notYet() (Plan, error) { return Plan{}, Errf(CodeState, "这一步还不能办理。") }

// Decide of the act.
func (a ReviseGift) Decide(r Reader, by Stamp) (Plan, error) { return notYet() }

// Decide of the act.
func (a SupplyGift) Decide(r Reader, by Stamp) (Plan, error) { return notYet() }

// Decide of the act.
func (a TakeBack) Decide(r Reader, by Stamp) (Plan, error) { return notYet() }

// Decide of the act.
func (a FreezeSheet) Decide(r Reader, by Stamp) (Plan, error) { return notYet() }

// Decide of the act.
func (a BookSheet) Decide(r Reader, by Stamp) (Plan, error) { return notYet() }

// Decide of the act.
func (a TieSheet) Decide(r Reader, by Stamp) (Plan, error) { return notYet() }

// Decide of the act.
func (a VoidSheet) Decide(r Reader, by Stamp) (Plan, error) { return notYet() }

// Decide of the act.
func (a SetProofs) Decide(r Reader, by Stamp) (Plan, error) { return notYet() }

// Decide of the act.
func (a MergeMembers) Decide(r Reader, by Stamp) (Plan, error) { return notYet() }
