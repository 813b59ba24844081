package vault

import "context"

// Withdraw takes the journal of a call away that the provider did not follow, and
// with it the rotation that it began. That of another call stays.
func (v *Vault) Withdraw(ctx context.Context, id string, call Call) (Key, error) {
	return v.changeKey(ctx, id, func(_ *Index, k *Key) error {
		if !k.Case.Call.is(call) {
			return nil
		}
		began := k.Case.New == 0 && k.Case.Step == StepCreate && k.Case.Started.Equal(k.Case.Call.At)
		k.Case.Call = Call{}
		if began {
			k.Case = Case{}
		}
		return nil
	})
}
