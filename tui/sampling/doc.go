// Package sampling holds the audit committee's samples: the plan, the number
// drawn before both sides, the working paper of each voucher, and what it all
// says in plain words.
package sampling
