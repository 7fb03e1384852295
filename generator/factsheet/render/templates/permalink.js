const faces=[...document.querySelectorAll("main>article")],near=t=>faces.find(f=>f.lang.split("-")[0]===t.split("-")[0]),wanted=near(new URLSearchParams(location.search).get("lang")??""),face=wanted??navigator.languages.map(near).find(Boolean)
if(face&&face!==faces[0]){
face.parentNode.prepend(face);document.documentElement.lang=face.lang;document.title=face.dataset.title
for(const r of faces[0].querySelectorAll("tr[id]"))r.removeAttribute("id")
for(const r of face.querySelectorAll("tr[data-point]"))r.id=r.dataset.point
if(location.hash)location.replace(location.hash)}
if(wanted)for(const f of faces)f.hidden=f!==wanted
if(self!==top)document.documentElement.classList.add("embedded")
document.addEventListener("click",async({target:b})=>{if(b.matches("button")){await navigator.clipboard.writeText(b.closest("div").querySelector("[data-copy]").textContent);b.textContent=b.dataset.done}})
