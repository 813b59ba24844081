package online

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptrace"
	"slices"
	"strings"
	"sync/atomic"

	"keytray/app/check"
	"keytray/app/provider"
	"keytray/app/secret"
)

// nothing ends the sentence of a call that did not leave this computer.
const nothing = " Nothing was sent."

// call makes a provider change a key: one request, which is never repeated. As soon
// as it may have arrived, only a complete answer that is known settles it.
func (c Client) call(ctx context.Context, r check.Request) check.Answer {
	p, ok := provider.New().ByID(r.Provider)
	if !ok {
		return check.Answer{Result: check.Refused, Why: "Keytray does not know this provider." + nothing}
	}
	plan, err := check.NewCallPlan(p, r.Call, r.Kind)
	if err != nil {
		return check.Answer{Result: check.Refused, Why: p.Name + " cannot do that by itself for this kind of key." + nothing}
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
		return lost(plan, p.Name, failure(ctx, err, p.Name, plan.Host), reached.Load())
	}
	a := judgeCall(plan, r, p.Name, said)
	a.Host = plan.Host
	return a
}

// lost is a call without a complete answer.
func lost(plan check.CallPlan, name, why string, reached bool) check.Answer {
	if reached {
		return check.Answer{Result: check.Unknown, Host: plan.Host, Why: "The answer of " + name + " did not arrive."}
	}
	if !strings.Contains(why, "not sent") {
		why += nothing
	}
	return check.Answer{Result: check.Refused, Host: plan.Host, Why: why}
}

// buildCall makes the request of a call, or says why there can be none.
func buildCall(plan check.CallPlan, r check.Request) (request *http.Request, why string) {
	key := r.Secret.Reveal()
	switch {
	case len(key) > check.MostSecret:
		return nil, "This value is too long to be a key." + nothing
	case !fits(string(key)):
		return nil, "There is a space, a line break or a character inside the key that keys do not have." + nothing
	case plan.Dated() && r.Expires.IsZero():
		return nil, "It is not said when the new key is to end." + nothing
	}
	body := fillJSON(plan.Body, key)
	request, err := http.NewRequest(plan.Method, "https://"+plan.Host+plan.Address(r.Expires), bytes.NewReader(body))
	if err != nil || request.URL.Host != plan.Host {
		return nil, "Keytray cannot make a request of that." + nothing
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
			return check.Answer{Result: check.Done, Why: name + " made a new key.", Secret: value, Expires: said.expires(plan.Expires)}
		}
	}
	i := slices.IndexFunc(plan.Refused, func(f provider.Denial) bool { return f.Status == said.status })
	switch {
	case said.page():
	case said.status == http.StatusTooManyRequests:
		return check.Answer{Result: check.Refused, Why: name + " asks us to wait, and did nothing. Try again in a few minutes."}
	case i >= 0:
		return check.Answer{Result: check.Refused, Why: plan.Refused[i].Why}
	case slices.Contains(plan.Done, said.status) && plan.Token == "" && !said.complains():
		return check.Answer{Result: check.Done, Why: done(plan, name)}
	case said.status >= 500:
		return check.Answer{Result: check.Unknown, Why: fmt.Sprintf("%s had trouble of its own with it (status %d).", name, said.status)}
	}
	return check.Answer{Result: check.Unknown, Why: fmt.Sprintf("%s answered in a way that Keytray does not understand (status %d).", name, said.status)}
}

func done(plan check.CallPlan, name string) string {
	if plan.Later {
		return name + " took the order to revoke the key."
	}
	return name + " revoked the key."
}

// newValue is the value at a place of the body, if it can be one: it is kept,
// whatever it looks like.
func (r reply) newValue(place string, old secret.Value) (secret.Value, bool) {
	v, _ := r.at(place)
	text, ok := v.(string)
	if !ok || strings.TrimSpace(text) == "" || len(text) > check.MostSecret {
		return secret.Value{}, false
	}
	value := secret.FromString(text)
	if value.Equal(old) {
		value.Wipe()
		return secret.Value{}, false
	}
	return value, true
}
