package agent_test

import (
	"math/rand/v2"
	"testing"

	"keytray/app/provider"
	"keytray/app/provider/providertest"
	"keytray/app/secret"
)

func TestAKeyOfAnOddLengthIsItsProvidersAllTheSame(t *testing.T) {
	p, _ := provider.New().ByID("openai")
	kind, _ := p.Kind("project")
	value := providertest.Key(kind, rand.New(rand.NewPCG(1, 2)))
	f := start(t)
	if k := f.add(t, "whole", secret.FromString(value)); k.Provider != "openai" {
		t.Fatalf("it is of %s", k.Provider)
	}
	if k := f.add(t, "shorter", secret.FromString(value[:len(value)-3])); k.Provider != "openai" || k.Kind != "project" {
		t.Errorf("a shorter one is %s's %q", k.Provider, k.Kind)
	}
}
