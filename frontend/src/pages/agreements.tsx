import { ThingPage } from "./thingpage";

export function Agreements() {
  return (
    <ThingPage question="agreements" path="/api/agreements" title="Agreements" lead="Treaties, deals, memoranda and regimes, with every stage that a report tells and the words that tell it."
      none="No agreement fits these filters." />
  );
}
