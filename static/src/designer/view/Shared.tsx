/** `/shared/{token}`: somebody else's design, to be looked at and copied. */

import type { ReactNode } from "react";
import { useEffect, useState } from "react";

import { shown } from "../core/text";
import type { Design } from "../core/types";
import { pictureOf } from "../files/takeaway";
import { ApiError, AwayError, api } from "../saving/api";
import type { Catalog } from "../session/editor";

export function Shared({ catalog, token }: { readonly catalog: Catalog; readonly token: string }): ReactNode {
  const [design, setDesign] = useState<Design | null>(null);
  const [picture, setPicture] = useState("");
  const [said, setSaid] = useState("");
  const fail = (error: unknown): void => {
    if (!(error instanceof AwayError || error instanceof ApiError)) {
      throw error;
    }
    setSaid(error instanceof ApiError && error.status === 404 ? "This link leads nowhere. Perhaps it was revoked." : "The server does not answer. Try again later.");
  };
  useEffect(() => {
    api.shared(token).then(async (found) => {
      setDesign(found);
      document.title = `${shown(found.name)} · Patternbook`;
      setPicture(await pictureOf({ catalog }, found));
    }, fail);
  }, [catalog, token]);
  const copy = (): void => {
    api.copyShared(token).then((id) => location.assign(`/designs/${encodeURIComponent(id)}`), fail);
  };
  return (
    <div className="designs shared">
      <header className="designer-bar">
        <a className="brand" href="/">
          Patternbook
        </a>
      </header>
      <main id="main">
        <h1 dir="auto">{design === null ? "A shared design" : shown(design.name)}</h1>
        {said === "" ? null : <p role="alert">{said}</p>}
        {design === null ? null : (
          <>
            {design.description === "" ? null : <p dir="auto">{shown(design.description)}</p>}
            <p className="shared-tools">
              <button type="button" className="designs-new" onClick={copy}>
                Make a copy of your own
              </button>
            </p>
            {picture === "" ? null : <img className="shared-picture" src={picture} alt={`The drawing of ${shown(design.name)}; its parts are listed below`} />}
            <h2>Parts</h2>
            <ul className="shared-parts">
              {design.components.map((one) => (
                <li key={one.id}>
                  <b dir="auto">{shown(one.name)}</b> <span>{catalog.kinds.get(one.kind)?.title ?? one.kind}</span>
                  {one.about === "" ? null : <p dir="auto">{shown(one.about)}</p>}
                </li>
              ))}
            </ul>
          </>
        )}
      </main>
    </div>
  );
}
