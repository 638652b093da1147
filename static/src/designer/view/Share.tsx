/** A link with which others see the design, and make a copy of it, but change nothing. */

import type { ReactNode } from "react";
import { useState } from "react";

import { ApiError, AwayError, api } from "../saving/api";
import { useTools } from "./context";
import { Modal } from "./Dialogs";

export function Share(): ReactNode {
  const { saver } = useTools();
  const [address, setAddress] = useState("");
  const [said, setSaid] = useState("");
  const attempt = async (work: () => Promise<string>): Promise<void> => {
    try {
      setSaid(await work());
    } catch (error) {
      if (!(error instanceof AwayError || error instanceof ApiError)) {
        throw error;
      }
      setSaid(error instanceof AwayError ? "The server does not answer. Try again later." : error.message);
    }
  };
  const { id } = saver;
  const make = (): Promise<void> =>
    attempt(async () => {
      const token = await api.share(id ?? "");
      setAddress(`${location.origin}/shared/${token}`);
      return "Whoever has this link sees the design as it is when they look.";
    });
  const copy = (): Promise<void> =>
    attempt(async () => {
      await navigator.clipboard.writeText(address);
      return "Copied.";
    });
  const revoke = (): Promise<void> =>
    attempt(async () => {
      await api.revoke(id ?? "");
      setAddress("");
      return "All links to this design lead nowhere now.";
    });
  return (
    <Modal title="Share a link">
      {id === null ? (
        <p>The design is not on the server yet. Wait until it says “Saved”.</p>
      ) : (
        <>
          <p>A link shows the design and lets people make a copy. Nobody can change yours with it. Only those who have the link can find it.</p>
          {address === "" ? null : (
            <label className="share-link">
              <span>The link; it is shown only now</span>
              <input readOnly value={address} onFocus={(event) => event.target.select()} />
            </label>
          )}
          <div className="designer-modal-buttons">
            {address === "" ? (
              <button type="button" onClick={() => void make()}>
                Make a link
              </button>
            ) : (
              <button type="button" onClick={() => void copy()}>
                Copy the link
              </button>
            )}
            <button type="button" onClick={() => void revoke()}>
              Revoke all links
            </button>
          </div>
        </>
      )}
      <p role="status">{said}</p>
    </Modal>
  );
}
