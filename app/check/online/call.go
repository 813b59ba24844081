package online

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptrace"
	"slices"
	"strings"
	"sync/atomic"

	"keytray/app/check"
	"keytray/app/provider"
	"keytray/app/secret"
	"keytray/app/text"
)

// call makes a provider change a key: one request, which is never repeated. As soon
// as it may have arrived, only a complete answer that is known settles it.
func (c Client) call(ctx context.Context, r check.Request) check.Answer {
	p, ok := provider.New().ByID(r.Provider)
	if !ok {
		return check.Answer{Result: check.Refused, Why: text.T("Keytray does not know this provider. Nothing was sent.")}
	}
	plan, err := check.NewCallPlan(p, r.Call, r.Kind)
	if err != nil {
		return check.Answer{Result: check.Refused, Why: text.T("%s cannot do that by itself for this kind of key. Nothing was sent.", p.Name)}
	}
	request, why := buildCall(plan, r)
	if why != "" {
		return check.Answer{Result: check.Refused, Host: plan.Host, Why: why}
	}
	ctx, cancel := context.WithTimeout(ctx, c.limit(check.CallLimit))
	defer cancel()
	var reached atomic.Bool
	said, err := c.send(request.WithContext(httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn: func(httptrace.GotConnInfo) { reached.Store(true) }, // after TLS, and before the first byte of the request
	})))
	if err != nil {
		why := failure(ctx, err, p.Name, plan.Host)
		if untrusted := (*tls.CertificateVerificationError)(nil); ctx.Err() != nil || !errors.As(err, &untrusted) { // else it says so
			why = text.Sentences(why, text.T("Nothing was sent."))
		}
		return lost(plan, p.Name, why, reached.Load())
	}
	a := judgeCall(plan, r, p.Name, said)
	a.Host = plan.Host
	return a
}

// lost is a call without a complete answer.
func lost(plan check.CallPlan, name, why string, reached bool) check.Answer {
	if reached {
		return check.Answer{Result: check.Unknown, Host: plan.Host, Why: text.T("The answer of %s did not arrive.", name)}
	}
	return check.Answer{Result: check.Refused, Host: plan.Host, Why: why}
}

// buildCall makes the request of a call, or says why there can be none.
func buildCall(plan check.CallPlan, r check.Request) (request *http.Request, why string) {
	key := r.Secret.Reveal()
	switch {
	case len(key) > check.MostSecret:
		return nil, text.T("This value is too long to be a key. Nothing was sent.")
	case !fits(string(key)):
		return nil, text.T("There is a space, a line break or a character inside the key that keys do not have. Nothing was sent.")
	case plan.Dated() && r.Expires.IsZero():
		return nil, text.T("It is not said when the new key is to end. Nothing was sent.")
	}
	body := fillJSON(plan.Body, key)
	request, err := http.NewRequest(plan.Method, "https://"+plan.Host+plan.Address(r.Expires), bytes.NewReader(body))
	if err != nil || request.URL.Host != plan.Host {
		return nil, text.T("Keytray cannot make a request of that. Nothing was sent.")
	}
	if len(body) == 0 {
		request.Body, request.ContentLength = nil, 0
	}
	request.GetBody = nil // it is never sent twice
	request.Header.Set("Accept", "application/json")
	request.Header.Set("User-Agent", "Keytray")
	for name, template := range plan.Headers {
		request.Header.Set(name, strings.ReplaceAll(template, "{key}", string(key)))
	}
	return request, ""
}

// fillJSON puts the key into a JSON text.
func fillJSON(body string, key []byte) []byte {
	quoted, _ := json.Marshal(string(key)) // printable characters alone: there is no error
	return bytes.ReplaceAll([]byte(body), []byte("{key}"), quoted[1:len(quoted)-1])
}

// judgeCall makes a result of a complete reply.
func judgeCall(plan check.CallPlan, r check.Request, name string, said reply) check.Answer {
	fine := said.status >= 200 && said.status < 300
	if fine && plan.Token != "" {
		if value, ok := said.newValue(plan.Token, r.Secret); ok {
			return check.Answer{Result: check.Done, Why: text.T("%s made a new key.", name), Secret: value, Expires: said.expires(plan.Expires)}
		}
	}
	i := slices.IndexFunc(plan.Refused, func(f provider.Denial) bool { return f.Status == said.status })
	switch {
	case said.page():
	case said.status == http.StatusTooManyRequests:
		return check.Answer{Result: check.Refused, Why: text.T("%s asks us to wait, and did nothing. Try again in a few minutes.", name)}
	case i >= 0:
		return check.Answer{Result: check.Refused, Why: text.Of(plan.Refused[i].Why)}
	case slices.Contains(plan.Done, said.status) && plan.Token == "" && !said.complains():
		return check.Answer{Result: check.Done, Why: done(plan, name)}
	case said.status >= 500:
		return check.Answer{Result: check.Unknown, Why: text.T("%s had trouble of its own with it (status %d).", name, said.status)}
	}
	return check.Answer{Result: check.Unknown, Why: text.T("%s answered in a way that Keytray does not understand (status %d).", name, said.status)}
}

func done(plan check.CallPlan, name string) string {
	if plan.Later {
		return text.T("%s took the order to revoke the key.", name)
	}
	return text.T("%s revoked the key.", name)
}

// newValue is the value at a place of the body, if it can be one: it is kept,
// whatever it looks like.
func (r reply) newValue(place string, old secret.Value) (secret.Value, bool) {
	v, _ := r.at(place)
	said, ok := v.(string)
	if !ok || strings.TrimSpace(said) == "" || len(said) > check.MostSecret {
		return secret.Value{}, false
	}
	value := secret.FromString(said)
	if value.Equal(old) {
		value.Wipe()
		return secret.Value{}, false
	}
	return value, true
}
